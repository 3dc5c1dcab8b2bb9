"""The page on which a pledge's half-year is filled in: parts that are saved one by one."""
