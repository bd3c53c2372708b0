"""Writes the stand-in of the Management Shell as a PowerShell module: parameters as the contract has them, work done by the brain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tests.servers import dm_shell

TYPES = {
    "string": "string", "string[]": "string[]", "string[][]": "string[][]", "int": "int", "bool": "bool", "switch": "switch",
    "datetime": "datetime", "hashtable[]": "hashtable[]", "pscredential": "pscredential", "CustomClaimsPrincipal": "object",
    "ArrayList": "System.Collections.ArrayList", "List[string]": "System.Collections.Generic.List[string]",
    "List[int]": "System.Collections.Generic.List[int]", "JobType[]": "string[]", "TriggerType[]": "string[]",
}  # fmt: skip

HEAD = """\
# {greeting}
# Written by tests/servers/dm_shell_module.py. It runs in the bare PowerShell engine.
Set-StrictMode -Version Latest
$Host.UI.WriteLine('{greeting}')
$script:Brain = $null
$script:Common = 'Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction', 'ProgressAction', 'ErrorVariable',
    'WarningVariable', 'InformationVariable', 'OutVariable', 'OutBuffer', 'PipelineVariable'

function Send-Call {{
    param([System.Management.Automation.PSCmdlet] $From, [string] $Name, [System.Collections.IDictionary] $Bound)

    foreach ($common in $script:Common) {{
        if ($Bound.ContainsKey($common)) {{
            Stop-Call $From "A parameter cannot be found that matches parameter name '$common'." "NamedParameterNotFound,$Name"
        }}
    }}
    if ($null -eq $script:Brain -or $script:Brain.HasExited) {{
        $start = [System.Diagnostics.ProcessStartInfo]::new('{python}')
        foreach ($word in '-I', '{brain}', '{state}') {{ $start.ArgumentList.Add($word) }}
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $start.StandardInputEncoding = $start.StandardOutputEncoding = [System.Text.UTF8Encoding]::new($false)
        $script:Brain = [System.Diagnostics.Process]::Start($start)
    }}
    $members = foreach ($key in $Bound.Keys) {{ (Write-Text $key) + ':' + (Write-Value $Bound[$key]) }}
    $line = '{{"cmdlet":' + (Write-Text $Name) + ',"parameters":{{' + [string]::Join(',', [string[]] @($members)) + '}}}}'
    $script:Brain.StandardInput.WriteLine($line)
    $script:Brain.StandardInput.Flush()
    $answer = [System.Text.Json.JsonDocument]::Parse($script:Brain.StandardOutput.ReadLine()).RootElement
    $part = [System.Text.Json.JsonElement]::new()
    if ($answer.TryGetProperty('error', [ref] $part)) {{
        $id = $answer.GetProperty('id').GetString()
        if ($answer.GetProperty('ends').GetBoolean()) {{ Stop-Call $From $part.GetString() $id }}
        $From.WriteError([System.Management.Automation.ErrorRecord]::new(
            [System.InvalidOperationException]::new($part.GetString()), $id, 'InvalidOperation', $null))
        return
    }}
    foreach ($one in $answer.GetProperty('objects').EnumerateArray()) {{
        $object = [psobject]::new()
        foreach ($member in $one.EnumerateObject()) {{
            $object.PSObject.Properties.Add([psnoteproperty]::new($member.Name, (Read-Value $member.Value)))
        }}
        $object
    }}
}}

function Stop-Call {{
    param([System.Management.Automation.PSCmdlet] $From, [string] $Message, [string] $Id)

    $From.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new(
        [System.InvalidOperationException]::new($Message), $Id, 'InvalidArgument', $null))
}}

function Write-Text {{
    param([string] $Value)
    [System.Text.Json.JsonSerializer]::Serialize($Value, [string])
}}

function Get-SecretDigest {{
    param([securestring] $Value)
    $bytes = [System.Text.Encoding]::UTF8.GetBytes([System.Net.NetworkCredential]::new('', $Value).Password)
    'sha256:' + [Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData($bytes)).ToLowerInvariant()
}}

function Write-Value {{
    param([object] $Value)

    if ($null -eq $Value) {{ return 'null' }}
    $bare = $Value.PSObject.BaseObject
    if ($bare -is [pscredential]) {{
        $user, $password = (Write-Text $bare.UserName), (Write-Text (Get-SecretDigest $bare.Password))
        return '{{"$credential":{{"user":' + $user + ',"password":' + $password + '}}}}'
    }}
    if ($bare -is [securestring]) {{ return Write-Text (Get-SecretDigest $bare) }}
    if ($bare -is [bool] -or $bare -is [switch]) {{ return "$([bool] $bare)".ToLowerInvariant() }}
    if ($bare -is [int] -or $bare -is [long]) {{ return "$bare" }}
    if ($bare -is [datetime]) {{
        $form = $bare.Kind -eq 'Unspecified' -and $bare.Ticks % 10000000 -eq 0 ? "yyyy-MM-dd'T'HH:mm:ss" : 'o'
        return Write-Text $bare.ToString($form, [cultureinfo]::InvariantCulture)
    }}
    if ($bare -is [System.Collections.IDictionary]) {{
        $members = foreach ($key in $bare.Keys) {{ (Write-Text $key) + ':' + (Write-Value $bare[$key]) }}
        return '{{' + [string]::Join(',', [string[]] @($members)) + '}}'
    }}
    if ($bare -isnot [string] -and $bare -is [System.Collections.IEnumerable]) {{
        return '[' + [string]::Join(',', [string[]] @(foreach ($item in $bare) {{ Write-Value $item }})) + ']'
    }}
    Write-Text "$bare"
}}

function Read-Value {{
    param([System.Text.Json.JsonElement] $Value)

    switch ($Value.ValueKind) {{
        'Null' {{ return $null }}
        'True' {{ return $true }}
        'False' {{ return $false }}
        'Number' {{ return $Value.GetInt32() }}
        'Array' {{ return , @(foreach ($one in $Value.EnumerateArray()) {{ Read-Value $one }}) }}
        default {{ return $Value.ToString() }}
    }}
}}

"""
TAIL = """\
$ExecutionContext.SessionState.Module.OnRemove = {
    if ($null -ne $script:Brain -and -not $script:Brain.HasExited) { $script:Brain.StandardInput.Close() }
}
Export-ModuleMember -Function @(%s)
"""


def write(folder: Path, state: Path, python: str = sys.executable) -> Path:
    """The module's file, to be given to Import-Module; its name is that of the vendor's assembly."""
    facts = dm_shell.contract()
    name = facts["module"]["name"]
    text = HEAD.format(
        greeting=dm_shell.GREETING,
        python=_quoted(python),
        brain=_quoted(str(Path(dm_shell.__file__))),
        state=_quoted(str(state)),
    )
    cmdlets: dict[str, Any] = facts["cmdlet"]
    text += "\n".join(_function(cmdlet, body["parameters"]) for cmdlet, body in cmdlets.items())
    text += "\n" + TAIL % ", ".join(f"'{cmdlet}'" for cmdlet in cmdlets)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.psm1"
    file.write_text(text, "utf-8")
    return file


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _function(cmdlet: str, parameters: dict[str, Any]) -> str:
    plain = {name: fact for name, fact in parameters.items() if "when" not in fact}
    dynamic = {name: fact for name, fact in parameters.items() if "when" in fact}
    sets = [fact["set"] for fact in plain.values() if "set" in fact]
    binding = "PositionalBinding = $false" + (f", DefaultParameterSetName = '{sets[0]}'" if sets else "")
    declared = ",\n".join(_parameter(name, fact) for name, fact in plain.items())
    grows = f"    dynamicparam {{\n{_dynamic(dynamic)}    }}\n" if dynamic else ""
    return (
        f"function {cmdlet} {{\n    [CmdletBinding({binding})]\n    param(\n{declared}\n    )\n{grows}"
        f"    process {{ Send-Call $PSCmdlet '{cmdlet}' $PSBoundParameters }}\n}}\n"
    )


def _parameter(name: str, fact: dict[str, Any]) -> str:
    said = []
    if fact.get("required") and not fact.get("omitted"):
        said.append("Mandatory")
    if "position" in fact:
        said.append(f"Position = {fact['position']}")
    if "set" in fact:
        said.append(f"ParameterSetName = '{fact['set']}'")
    if fact.get("pipeline"):
        said.append("ValueFromPipeline")
    allowed = fact.get("values", []) if "OfThe" not in fact["type"] else []
    valid = f"[ValidateSet({', '.join(repr(value) for value in allowed)})] " if allowed else ""
    return f"        [Parameter({', '.join(said)})] {valid}[{TYPES.get(fact['type'], 'string')}] ${{{name}}}"


def _dynamic(parameters: dict[str, Any]) -> str:
    text = "        $grown = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()\n"
    for name, fact in parameters.items():
        ((other, values),) = fact["when"].items()
        among = ", ".join(f"'{value}'" for value in values)
        text += (
            f"        if ($PSBoundParameters.ContainsKey('{other}') -and $PSBoundParameters['{other}'] -in @({among})) {{\n"
            "            $said = [Parameter]::new()\n"
            f"            $said.Mandatory = ${'true' if fact.get('required') else 'false'}\n"
            "            $all = [System.Collections.ObjectModel.Collection[System.Attribute]]::new()\n"
            "            $all.Add($said)\n"
            f"            $grown.Add('{name}', [System.Management.Automation.RuntimeDefinedParameter]::new('{name}', [string], $all))\n"
            "        }\n"
        )
    return text + "        $grown\n"
