# Says what values are in a form that no text in them can disturb: texts as the hexadecimal of their UTF-16 units. Parsed first,
# so that a literal that holds a command is found as one and not run.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
function Dump($Value) {
    if ($null -eq $Value) { return 'n' }
    if ($Value -is [string]) {
        $units = [string]::Join('', [string[]] @(foreach ($c in $Value.ToCharArray()) { ([int] $c).ToString('x4') }))
        return "s$units"
    }
    if ($Value -is [bool]) { return "b$([int] $Value)" }
    if ($Value -is [int] -or $Value -is [long] -or $Value -is [bigint]) { return 'i' + $Value.ToString([cultureinfo]::InvariantCulture) }
    if ($Value -is [datetime]) { return "t$($Value.ToUniversalTime().Ticks)" }
    if ($Value -is [hashtable]) {
        $members = [string[]] @(foreach ($key in $Value.Keys) { (Dump $key) + '=' + (Dump $Value[$key]) })
        [array]::Sort($members, [StringComparer]::Ordinal)
        return '{' + [string]::Join(';', $members) + '}'
    }
    if ($Value -is [array]) { return '[' + [string]::Join(',', [string[]] @(foreach ($item in $Value) { Dump $item })) + ']' }
    "?$($Value.GetType())"
}
$file = [System.IO.File]::ReadAllText($args[0])
$tokens = $errors = $null
$tree = [System.Management.Automation.Language.Parser]::ParseInput($file, [ref] $tokens, [ref] $errors)
if ($errors.Count) { throw "It does not parse: $($errors[0])" }
$commands = $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)
if (@($commands).Count) { throw "It runs a command: $(@($commands)[0])" }
$held = @{}
. ([scriptblock]::Create($file))
for ($i = 0; $i -lt $held.Count; $i++) { [Console]::Out.WriteLine((Dump $held["$i"])) }
