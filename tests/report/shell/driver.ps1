# Parses a script, or runs it with secrets that nobody typed. What it finds comes as lines.
param([string] $Script, [string] $How)
if ($How -eq 'parse') {
    $tokens = $errors = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseInput([System.IO.File]::ReadAllText($Script), [ref] $tokens, [ref] $errors)
    foreach ($e in $errors) { [Console]::Out.WriteLine("error: $e") }
    $calls = $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)
    foreach ($c in $calls) { [Console]::Out.WriteLine("command: $($c.GetCommandName())") }
    exit 0
}
function Secure([string] $Text) { [System.Net.NetworkCredential]::new('', $Text).SecurePassword }
$given = @{}
foreach ($parameter in ([System.Management.Automation.Language.Parser]::ParseFile($Script, [ref] $null, [ref] $null)).ParamBlock.Parameters) {
    $name = $parameter.Name.VariablePath.UserPath
    if ($parameter.StaticType -eq [string]) {
        if ($env:STAGE) { $given[$name] = $env:STAGE }
        continue
    }
    # One account for all credentials, or one that the test names for each.
    $account = [Environment]::GetEnvironmentVariable("ACCOUNT_$name") ?? $env:ACCOUNT
    $secret = Secure ([Environment]::GetEnvironmentVariable("SECRET_$name") ?? $env:SECRET ?? "value of $name")
    $given[$name] = $parameter.StaticType -eq [securestring] ? $secret : [pscredential]::new($account, $secret)
}
if ($How -eq 'whatif') { $given['WhatIf'] = $true }
$rows = & $Script @given
$code = $LASTEXITCODE
foreach ($row in $rows) {
    [Console]::Out.WriteLine('row: ' + [System.Text.Json.JsonSerializer]::Serialize([string[]] @($row.LineId, $row.Name, $row.Status, $row.Message), [string[]]))
}
exit $code
