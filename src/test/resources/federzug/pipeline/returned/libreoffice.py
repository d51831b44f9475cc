"""Signs a copy of a PDF with LibreOffice's "sign existing PDF": libreoffice.py SOURCE TARGET NAME"""
import os
import shutil
import sys
import time

import uno

source, target, name = sys.argv[1:4]
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for attempt in range(120):
    try:
        office = resolver.resolve("uno:socket,host=127.0.0.1,port=2002;urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)


def service(what):
    return office.ServiceManager.createInstanceWithContext(what, office)


shutil.copy(source, target)
security = service("com.sun.star.xml.crypto.SEInitializer").createSecurityContext("").getSecurityEnvironment()
certificate = [each for each in security.getPersonalCertificates() if name in each.SubjectName][0]
stream = service("com.sun.star.ucb.SimpleFileAccess").openFileReadWrite(uno.systemPathToFileUrl(os.path.abspath(target)))
signed = service("com.sun.star.security.DocumentDigitalSignatures").signDocumentWithCertificate(certificate, None, stream)
sys.exit(0 if signed else 1)
