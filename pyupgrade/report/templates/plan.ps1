# Upgrade to Directory Manager 11.1 through its Management Shell: {{ blocks|length }} of the {{ lines }} lines of a plan.
# Plan: {{ comment(digest) }}
# Target: {{ comment(head.target) }}
# Source: GroupID {{ comment(head.source_version) }}, installation {{ comment(head.installation) }}
# Made by dm-upgrade {{ comment(head.tool) }}. It needs nothing of dm-upgrade to run, and holds no secret.
#
# Each line looks first: what is not there is made, what is there is brought to the plan's values. So it may run twice, but not
# after the cut-over: whatever was changed since, a schedule enabled or a trigger added, would be brought back to the plan. With
# -WhatIf it looks and changes nothing. It gives an object a line (LineId, Name, Status, Message); its exit code is 1 when one
# failed. What no documented cmdlet makes is Skipped with what to do by hand; once it is there, a second run brings it to the
# plan's values. Lines of the plan that are not part of the script are listed at its end.
#
# Replication is not part of it. Before groups are converted, 11.1 must have replicated their identity stores: Invoke-Replication,
# then Get-ReplicationStatus until it shows every kind of object as new.
{% if staged %}
# So run this script with -Stage Configuration, replicate, and run it again with -Stage Groups. Without -Stage it does both in one go.
{% endif %}
{% if not blocks %}
#
# It does nothing: no line of the plan can be said in the cmdlets of the Management Shell. They and their doors are listed at its end.
{% endif %}
#Requires -Version 7.4
#Requires -Modules {{ module }}

[CmdletBinding(SupportsShouldProcess)]
param(
{% if staged %}
    [ValidateSet('Configuration', 'Groups')] [string] $Stage{{ "," if parameters else "" }}
{% endif %}
{% for p in parameters %}
    [Parameter(Mandatory, HelpMessage = {{ p.help }})] [{{ p.type }}] ${{ p.name }}{{ "" if loop.last else "," }}
{% endfor %}
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$cmdlet = $PSCmdlet
$results = [System.Collections.Generic.List[psobject]]::new()
$connected = @{ Store = $null }
$ids = [System.Collections.Generic.Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)    # of stores, by name
{% if parameters %}
# What secrets look like where the product quotes them: as they are, and as JSON and XML write them.
$hidden = [System.Collections.Generic.List[string]]::new()
foreach ($given in {% for p in parameters %}${{ p.name }}{{ "" if loop.last else ", " }}{% endfor %}) {
    $plain = $given -is [pscredential] ? $given.GetNetworkCredential().Password : [System.Net.NetworkCredential]::new('', $given).Password
    if ($plain.Length -lt 4) { continue }    # of less a text has too many by chance
    $xml = $plain.Replace('&', '&amp;').Replace('<', '&lt;').Replace('>', '&gt;')
    $hidden.AddRange([string[]] @($plain, $xml, [System.Security.SecurityElement]::Escape($plain), [System.Net.WebUtility]::HtmlEncode($plain)))
    try {
        foreach ($encoder in 'Default', 'UnsafeRelaxedJsonEscaping') {
            $hidden.Add("$([System.Text.Json.JsonEncodedText]::Encode($plain, [System.Text.Encodings.Web.JavaScriptEncoder]::$encoder))")
        }
        $hidden.Add([regex]::Replace($hidden[-1], '[^\x00-\x7f]', { param($c) '\u{0:x4}' -f [int] [char] $c.Value }))
    }
    catch [ArgumentException] { $null = $_ }    # half a character, which JSON cannot hold
}
$hidden.Sort([Comparison[string]] { param($a, $b) $b.Length - $a.Length })    # the longest first: one may hold another

{% endif %}
# No page shows what the objects of the Get cmdlets look like in full: names that a property may bear instead.
$aliases = {{ aliases }}

function Confirm-Answer {
    # The output of a cmdlet. An error that it only reports counts like one that it throws.
    process {
        if ($_ -is [System.Management.Automation.ErrorRecord]) { throw $_ }
        if ($null -ne $_) { $_ }
    }
}

function Hide-Secret([string] $Text) {
{% if parameters %}
    foreach ($form in $hidden) { $Text = $Text.Replace($form, '***', [StringComparison]::OrdinalIgnoreCase) }
{% endif %}
    $Text
}

function Get-Property([object] $Object, [string] $Name) {
    foreach ($one in @($Name) + @($aliases[$Name] | Where-Object { $_ })) {
        if ($Object.PSObject.Properties[$one]) { return $Object.PSObject.Properties[$one].Value }
    }
    # Never taken for another object: what would be made then is there perhaps.
    throw "An object of the Management Shell has no property $Name, so nothing can be told by it."
}

function Select-Meant([hashtable] $Where) {
    # Of the objects that a look gives, those with the properties that make it the one.
    process {
        $object = $_
        foreach ($name in $Where.Keys) {
            $there = "$(Get-Property $object $name)"
            if (-not @($Where[$name] | Where-Object { [string]::Equals($_, $there, [StringComparison]::OrdinalIgnoreCase) })) { return }
        }
        $object
    }
}

function Get-StoreId([string] $Name) {
    # The id that the product gave the identity store of this name; nothing when there is none.
    if (-not $ids.ContainsKey($Name)) {
        $there = & {
{{ stores }}
        } 2>&1 | Confirm-Answer
        foreach ($store in $there) { $ids["$(Get-Property $store 'IdentityStoreName')"] = Get-Property $store 'IdentityStoreId' }
    }
    if ($ids.ContainsKey($Name)) { $ids[$Name] }
}

function Test-Managed([object] $Group) {
    "$(Get-Property $Group 'ManagedGroupType')" -notin '', '1'
}

function Find-Object([hashtable] $Line) {
    # Whether the object is there. A group that cannot be looked at is never taken for one that is absent.
    try { $there = @(& $Line.Look 2>&1 | Confirm-Answer) }
    catch {
        # Of a group that is not managed yet, no page says whether this look is silent or complains; another one tells.
        if (-not $Line.Again) { throw }
        $told = $_
        try { $there = @(& $Line.Again 2>&1 | Confirm-Answer) }
        catch { throw $told }
        if (@($there | Where-Object { Test-Managed $_ }).Count) { throw $told }
    }
    $found = @($there | Select-Meant $Line.Where)
    if ($found.Count -gt 1) { throw "The look finds $($found.Count) objects where one is meant." }
    if ($Line.Again -and -not $found.Count -and @($there | Where-Object { Test-Managed $_ }).Count) {
        throw 'Directory Manager manages this group as another type already, so it is left alone.'
    }
    $found.Count -eq 1
}

function Invoke-Line([string] $Id, [string] $Name, [hashtable] $Line) {
{% if staged %}
    if ($Stage -and $Line.Stage -ne $Stage) { return }
{% endif %}
    # Look, act, look again. A line that fails is told and does not stop the others; those that need its store are skipped.
    $result = [pscustomobject] @{ LineId = $Id; Name = $Name; Status = 'Failed'; Message = '' }
    try {
        $missing = [string[]] @($Line.Needs | Where-Object { $null -eq (Get-StoreId $_) })
        if ($missing.Count) {
            $result.Status = 'Skipped'
            $result.Message = "There is no identity store $([string]::Join(', ', $missing))."
            return
        }
        if ($Line.Store -and $connected.Store -ne $Line.Store) {
            $connected.Store = $null
            $null = & $connect[$Line.Store] 2>&1 | Confirm-Answer
            $connected.Store = $Line.Store
        }
        $action = (Find-Object $Line) ? 'Update' : 'Create'
        if ($action -eq 'Create' -and -not $Line.Create) {
            if (-not $Line.ByHand) { throw 'It is not there, and it is never made here.' }
            $result.Status = 'Skipped'
            $result.Message = $Line.ByHand
            return
        }
        if (-not $cmdlet.ShouldProcess("$Id ($Name)", $action)) {
            $result.Status = 'Skipped'
            $result.Message = "$action was not wanted."
            return
        }
        if ($Line[$action]) {
            $null = & $Line[$action] 2>&1 | Confirm-Answer
            if (-not (Find-Object $Line)) { throw "After the $($action.ToLowerInvariant()) it is not there." }
        }
        $result.Status = 'Done'
        $result.Message = $action -eq 'Create' ? 'Made.' : 'It was there and has the values of the plan.'
    }
    catch {
        $result.Status = 'Failed'
        $result.Message = Hide-Secret $_.Exception.Message
    }
    finally {
        $results.Add($result)
        $cmdlet.WriteVerbose("${Id}: $($result.Status). $($result.Message)")
    }
}
{% for p in parameters if p.user %}

if (-not [string]::Equals(${{ p.name }}.UserName, {{ p.user }}, [StringComparison]::OrdinalIgnoreCase)) {
    throw 'The plan means another account than the one given as {{ p.name }}: ' + {{ p.user }}
}
{% endfor %}
{% if staged %}

if (-not $Stage) {
    $cmdlet.WriteWarning('Without -Stage groups are converted right after their identity stores are made, with no replication between.')
}
{% endif %}
{% if first %}

# A Management Shell that does not answer stops the script here.
$null = & {
{{ first }}
} 2>&1 | Confirm-Answer
{% endif %}

# How the shell is connected to a store, by its name or id.
$connect = @{
{% for store, call in connects %}
    {{ store }} = {
{{ call }}
    }
{% endfor %}
}
{% for b in blocks %}

# Line {{ b.id }}
# {{ b.title }}
Invoke-Line {{ b.id_literal }} {{ b.name_literal }} @{
{% if staged %}
    Stage = '{{ b.stage }}'
{% endif %}
    Needs = @({{ b.needs }})
    Store = {{ b.connect or "''" }}
    Look = {
{{ b.look }}
    }
    Where = {{ b.where or "@{}" }}
    Again = {% if b.again %}{
{{ b.again }}
    }
{% else %}$null
{% endif %}
    ByHand = {{ b.by_hand }}
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
