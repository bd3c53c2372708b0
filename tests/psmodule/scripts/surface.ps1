# Everything about the module that can be seen without an engine, told in one start of the shell.
$module = Get-Module DMUpgrade
Say 'version' $module.Version
Say 'functions' @($module.ExportedFunctions.Keys)
Say 'aliases' @($module.ExportedAliases.Values | ForEach-Object { "$($_.Name)=$($_.Definition)" })
Say 'others' @($module.ExportedCmdlets.Keys; $module.ExportedVariables.Keys)
Say 'manifest' @((Test-ModuleManifest ([IO.Path]::Combine($env:DMUPGRADE_MODULE, 'DMUpgrade.psd1'))).ExportedCommands.Keys)
Say 'assemblies' @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'Python.Runtime' } | ForEach-Object Location)
$common = [System.Management.Automation.Internal.CommonParameters].GetProperties().Name
foreach ($command in $module.ExportedFunctions.Values) {
    $lines = foreach ($p in $command.Parameters.Values | Where-Object Name -notin $common) {
        foreach ($set in $p.ParameterSets.GetEnumerator()) {
            $bits = @(
                if ($set.Value.IsMandatory) { 'mandatory' }
                if ($set.Value.Position -ge 0) { "position $($set.Value.Position)" }
                if ($set.Value.ValueFromPipeline) { 'pipeline' }
                foreach ($a in $p.Attributes) {
                    if ($a -is [System.Management.Automation.ValidateSetAttribute]) { [string]::Join('|', $a.ValidValues) }
                    if ($a -is [System.Management.Automation.PSTypeNameAttribute]) { $a.PSTypeName }
                    if ($a -is [System.Management.Automation.ParameterAttribute] -and $a.DontShow) { 'hidden' }
                }
            )
            $of = $set.Key -eq '__AllParameterSets' ? '' : "$($set.Key): "
            "$of$($p.Name) [$([Microsoft.PowerShell.ToStringCodeMethods]::Type($p.ParameterType))] $([string]::Join(', ', $bits))".Trim()
        }
    }
    $help = Get-Help $command.Name
    $described = @(if ($help.parameters -is [psobject] -and $help.parameters.PSObject.Properties['parameter']) {
        $help.parameters.parameter | Where-Object { $_.PSObject.Properties['description'] } | ForEach-Object Name
    })
    $own = @($command.Parameters.Values | Where-Object { $_.Name -notin $common -and $_.Name -notin 'WhatIf', 'Confirm' -and
        -not ($_.Attributes | Where-Object { $_ -is [System.Management.Automation.ParameterAttribute] -and $_.DontShow }) } | ForEach-Object Name)
    Say 'command' @{
        name        = $command.Name
        parameters  = @($lines)
        output      = @($command.OutputType.Name)
        impact      = ($command.ScriptBlock.Attributes | Where-Object { $_ -is [System.Management.Automation.CmdletBindingAttribute] } |
                        ForEach-Object { "$($_.SupportsShouldProcess) $($_.ConfirmImpact)" })
        synopsis    = "$($help.Synopsis)".Trim()
        description = $help.PSObject.Properties['description'] ? [string]::Join(' ', @($help.description | ForEach-Object Text)) : ''
        examples    = @($help.examples.example).Count
        undescribed = @($own | Where-Object { $_ -notin $described })
    }
}
Say 'about' (Get-Help about_DMUpgrade).ToString().Length
$tokens = $null; $mistakes = $null
$tree = [System.Management.Automation.Language.Parser]::ParseFile(
    [IO.Path]::Combine($env:DMUPGRADE_MODULE, 'DMUpgrade.psm1'), [ref] $tokens, [ref] $mistakes)
foreach ($class in $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.TypeDefinitionAst] }, $false)) {
    # Asked of the type itself, so that a nested class shows as what it is.
    $type = & (Get-Module DMUpgrade) { $args[0] -as [type] } $class.Name
    $properties = [ordered] @{}
    foreach ($p in $type.GetProperties()) { $properties[$p.Name] = $p.PropertyType.ToString() }
    $code = @($class.Members | Where-Object { $_ -is [System.Management.Automation.Language.FunctionMemberAst] })
    Say 'class' @{ name = $type.Name; properties = $properties; methods = $code.Count }
}
# A second time, and with a foreign command of the vendor's name in the shell.
Import-Module $env:DMUPGRADE_MODULE -Force
Remove-Module DMUpgrade
Say 'left' @(Get-Command -Name '*-DMUpgrade*', 'Upgrade-Grou*' -ListImported | ForEach-Object Name)
New-Module -Name Vendor -ScriptBlock { function Upgrade-Group { 'theirs' } } | Import-Module -DisableNameChecking
Import-Module $env:DMUPGRADE_MODULE
Say 'theirs' (Upgrade-Group)
Say 'whose' (& (Get-Module DMUpgrade) { Get-NameOwner })
