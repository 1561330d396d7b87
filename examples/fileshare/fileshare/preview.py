import subprocess

from company_text import to_label


def render(title):
    label = to_label(title)
    return subprocess.check_output("convert label:" + label + " png:-", shell=True)
