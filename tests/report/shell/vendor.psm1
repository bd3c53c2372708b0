# A vendor's module as small as can be: things with a name, an id that the module gives, a value and a
# parent, which is another one's id; a file each.
$place = $env:THINGS
function Hex([string] $Text) { [string]::Join('', [string[]] @(foreach ($c in $Text.ToCharArray()) { ([int] $c).ToString('x4') })) }
function Told([string] $Text) { [System.IO.File]::AppendAllText("$place/calls.log", "$Text`n") }
function Get-Thing {
    [CmdletBinding()] param([string] $Name)
    if ($Name -eq 'two') { 1, 2; return }
    if ($Name -eq 'unreadable') {
        $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('no answer'), 'x', 'NotSpecified', $null)); return
    }
    $file = "$place/$(Hex $Name).thing"
    if ([System.IO.File]::Exists($file)) { [pscustomobject] @{ Name = $Name; ThingId = [int] [System.IO.File]::ReadAllLines($file)[0] } }
}
function Get-Store {
    # Calls its name otherwise than the one who asks believes.
    foreach ($file in [System.IO.Directory]::GetFiles($place, '*.thing')) {
        $lines = [System.IO.File]::ReadAllLines($file)
        $name = [string]::new([char[]] @(foreach ($unit in $lines[5] -split '(.{4})' -ne '') { [char] [Convert]::ToInt32($unit, 16) }))
        [pscustomobject] @{ Name = $name; IdentityStoreId = [int] $lines[0] }
    }
}
function Get-All { foreach ($store in Get-Store) { [pscustomobject] @{ Title = $store.Name; Kind = 2 } } }
function Connect-Thing([int] $IdentityStoreId) {
    Told "Connect $IdentityStoreId"
    if ($IdentityStoreId -eq 13) { throw 'not this one' }
}
function New-Thing([string] $Name, [string] $Value, [int] $Parent, [securestring] $Secret, [pscredential] $Account, [string] $Text, [string] $Why) {
    Told "New $(Hex $Name)"
    if ($Value -eq 'refused') { throw ($Why ? $Why : 'the product says no') }
    if ($Value -eq 'lost') { return }
    $number = [System.IO.Directory]::GetFiles($place, '*.thing').Length + 41
    $plain = if ($Text) { $Text } elseif ($Secret) { [System.Net.NetworkCredential]::new('', $Secret).Password } else { '' }
    $user = if ($Account) { "$($Account.UserName)/$($Account.GetNetworkCredential().Password)" } else { '' }
    [System.IO.File]::WriteAllLines("$place/$(Hex $Name).thing", [string[]] @("$number", (Hex $Value), "$Parent", (Hex $plain), (Hex $user), (Hex $Name)))
}
function Set-Thing([string] $Name, [string] $Value, [int] $Parent, [securestring] $Secret, [pscredential] $Account, [string] $Text) {
    Told "Set $(Hex $Name)"
    $file = "$place/$(Hex $Name).thing"
    $lines = [System.IO.File]::ReadAllLines($file)
    $lines[1] = Hex $Value
    [System.IO.File]::WriteAllLines($file, $lines)
}
