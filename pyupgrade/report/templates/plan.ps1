# Upgrade to Directory Manager 11.1 through its Management Shell: {{ blocks|length }} of the {{ lines }} lines of a plan.
# Plan: {{ comment(digest) }}
# Target: {{ comment(head.target) }}
# Source: GroupID {{ comment(head.source_version) }}, installation {{ comment(head.installation) }}
# Made by dm-upgrade {{ comment(head.tool) }}. It needs nothing of dm-upgrade to run, and holds no secret.
#
# Each line looks first: what is not there is made, what is there is brought to the plan's values. So it may run twice. With
# -WhatIf it looks and changes nothing. It gives an object a line (LineId, Name, Status, Message); its exit code is 1 when one
# failed. The plan's lines that are not part of it are listed at its end.
#Requires -Version 7.4
#Requires -Modules {{ module }}

[CmdletBinding(SupportsShouldProcess)]
param(
{% for p in parameters %}
    [Parameter(Mandatory, HelpMessage = {{ p.help }})] [{{ p.type }}] ${{ p.name }}{{ "" if loop.last else "," }}
{% endfor %}
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$cmdlet = $PSCmdlet
$given = @{}    # ids that the product gave, by line
$results = [System.Collections.Generic.List[psobject]]::new()

function Confirm-Answer {
    # The output of a cmdlet. An error that it only reports counts like one that it throws.
    process {
        if ($_ -is [System.Management.Automation.ErrorRecord]) { throw $_ }
        if ($null -ne $_) { $_ }
    }
}

function Invoke-Line([string] $Id, [string] $Name, [hashtable] $Line) {
    # Look, act, look again. A line that fails is told and does not stop the others; those that need its id are skipped.
    $result = [pscustomobject] @{ LineId = $Id; Name = $Name; Status = 'Failed'; Message = '' }
    try {
        $missing = [string[]] @($Line.Needs | Where-Object { -not $given.ContainsKey($_) })
        if ($missing.Count) {
            $result.Status = 'Skipped'
            $result.Message = "It needs the id of $([string]::Join(', ', $missing)), which did not come about."
            return
        }
        $found = @(& $Line.Look 2>&1 | Confirm-Answer)
        if ($found.Count -gt 1) { throw "The look finds $($found.Count) objects where one is meant; nothing was changed." }
        if (-not $found.Count -and -not $Line.Create) { throw 'It is not there, and it is never made here.' }
        $action = $found.Count ? 'Update' : 'Create'
        if (-not $cmdlet.ShouldProcess("$Id ($Name)", $action)) {
            $result.Status = 'Skipped'
            $result.Message = "$action was not wanted."
        }
        else {
            if ($Line[$action]) { $null = & $Line[$action] 2>&1 | Confirm-Answer }
            $found = @(& $Line.Look 2>&1 | Confirm-Answer)
            if ($found.Count -ne 1) { throw "After the $($action.ToLowerInvariant()) the look finds $($found.Count) objects." }
            $result.Status = 'Done'
            $result.Message = $action -eq 'Create' ? 'Made.' : 'It was there; brought to the values of the plan.'
        }
        if ($Line.Gives -and $found.Count) { $given[$Id] = $found[0].($Line.Gives) }
    }
    catch {
        $result.Status = 'Failed'
        $result.Message = $_.Exception.Message
    }
    finally {
        $results.Add($result)
        $cmdlet.WriteVerbose("${Id}: $($result.Status). $($result.Message)")
    }
}
{% for p in parameters if p.user %}

if (${{ p.name }}.UserName -ne {{ p.user }}) {
    throw 'The plan means another account than the one given as {{ p.name }}: ' + {{ p.user }}
}
{% endfor %}
{% if first %}

# A Management Shell that does not answer stops the script here.
$null = & {
{{ first }}
} 2>&1 | Confirm-Answer
{% endif %}
{% for b in blocks %}

# Line {{ b.id }}
# {{ b.title }}
Invoke-Line {{ b.id_literal }} {{ b.name_literal }} @{
    Needs = @({{ b.needs }})
    Gives = {{ b.gives or "''" }}
    Look = {
{{ b.look }}
    }
    Create = {% if b.create %}{
{% for call in b.create %}
{{ call }}
{% endfor %}
    }
{% else %}$null
{% endif %}
    Update = {% if b.update %}{
{% for call in b.update %}
{{ call }}
{% endfor %}
    }
{% else %}$null
{% endif %}
}
{% endfor %}

$results
exit [int] [bool] @($results | Where-Object Status -eq 'Failed').Count
{% if left %}

# Lines of the plan that are not part of this script:
{% for line in left %}
#   {{ line }}
{% endfor %}
{% endif %}
