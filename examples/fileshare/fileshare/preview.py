import subprocess

from company_text import clean_label


def render(title):
    label = clean_label(title)
    return subprocess.check_output("convert label:" + label + " png:-", shell=True)
