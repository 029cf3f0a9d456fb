//! Packages of the system, where this machine lets us install them.

use anyhow::{Result, bail};

use crate::process::{command, output, succeed};

/// Installs Debian or Ubuntu packages as root or by a sudo that asks nothing; else says what to install.
pub(crate) fn install(packages: &[&str], why: &str) -> Result<()> {
    let names = packages.join(" ");
    let root = output(command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let sudo = !root && output(command("sudo").args(["-n", "true"])).is_some();
    let apt = output(command("apt-get").arg("--version")).is_some();
    if !apt || !(root || sudo) {
        bail!("{why}: please install {names} (on Debian and Ubuntu: sudo apt-get install {names})");
    }
    let apt_get = || {
        let mut apt_get = if root { command("apt-get") } else { command("sudo") };
        if sudo {
            apt_get.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        }
        apt_get.env("DEBIAN_FRONTEND", "noninteractive").args(["-q", "-o", "DPkg::Lock::Timeout=300"]);
        apt_get
    };
    succeed(apt_get().arg("update"))?;
    succeed(apt_get().args(["install", "-y", "--no-install-recommends"]).args(packages))
}
