"""Files changed where something was edited, and nowhere else: YAML, CSV and XLSX as others have written them."""
