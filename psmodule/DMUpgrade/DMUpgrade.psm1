# The result classes, then the functions. Importing defines things and does nothing else: no Python, no network.
# The classes stand here because only a class of the root file is visible to users (using module); they hold what
# pyupgrade/results.py describes, are filled by System.Text.Json and have no code. A test holds the two side by side.
Set-StrictMode -Version Latest

class DMUpgradeConnection {
    [string] $Id
    [string] $Profile
    [string] $EngineVersion
    [string] $PythonVersion
    [string] $PythonPath
    [string] $Topology
    [string] $SourceVersion
    [string] $SourceInstallation
    [string] $SourceLocation
    [string] $TargetKind
    [string] $TargetIdentity
    [string] $TargetLocation
    [Nullable[int]] $IdentityStoreId
    [bool] $ClaimUpgradeGroup
    [string] $LogPath
    [System.Collections.Generic.List[DMUpgradeDoorInUse]] $Doors
    [System.Collections.Generic.List[string]] $Warnings
    # Known to the shell only.
    [string] $Transport
    [string] $TransportReason
    [string] $ModuleVersion
}

class DMUpgradeStore {
    [int] $Id
    [string] $Name
    [string] $Type
    [string] $Domain
    [bool] $Enabled
    [bool] $Carried
    [long] $Groups
    [long] $HistoryEvents
    [string] $Note
}

class DMUpgradeSource {
    [string] $Version
    [string] $Installation
    [string] $Location
    [string] $Topology
    [System.Collections.Generic.List[DMUpgradeStore]] $Stores
    [System.Collections.Generic.Dictionary[string, long]] $Groups
    [System.Collections.Generic.Dictionary[string, long]] $History
    [System.Collections.Generic.List[string]] $Unreadable
}

class DMUpgradeDoorInUse {
    [string] $Kind
    [string] $Door
    [string] $Evidence
}

class DMUpgradeTarget {
    [string] $Identity
    [string] $Kind
    [string] $Location
    [string] $Version
    [string] $Topology
    [System.Collections.Generic.List[DMUpgradeDoorInUse]] $Doors
    [System.Collections.Generic.Dictionary[string, long]] $Objects
    [System.Collections.Generic.Dictionary[string, long]] $History
    [System.Collections.Generic.List[string]] $CompletedFeatures
    [int] $Runs
}

class DMUpgradeDrift {
    [string] $Side
    [string] $Object
    [string] $Column
    [string] $Difference
    [string] $Expected
    [string] $Found
    [bool] $Needed
    [string] $Evidence
    [string] $RecommendedAction
}

class DMUpgradeCheck {
    [string] $Id
    [string] $Area
    [string] $Status
    [string] $Message
    [string] $RecommendedAction
    [string] $Target
}

class DMUpgradeFieldChange {
    [string] $Field
    [string] $Before
    [string] $After
}

class DMUpgradePlanItem {
    [string] $Id
    [string] $Feature
    [string] $Module
    [string] $Action
    [string] $Kind
    [string] $Key
    [string] $Name
    [Nullable[int]] $Store
    [long] $Count
    [string] $Door
    [string] $Evidence
    [bool] $Undo
    [System.Collections.Generic.List[DMUpgradeFieldChange]] $Changes
}

class DMUpgradeDecision {
    [string] $Id
    [string] $Feature
    [string] $Kind
    [string] $Question
    [string] $Reason
    [System.Collections.Generic.List[string]] $Choices
    [string] $Proposal
    [bool] $Optional
    [bool] $Answered
    [string] $Answer
}

class DMUpgradeNotice {
    [string] $Id
    [string] $Severity
    [string] $Feature
    [string] $Subject
    [string] $Message
    [string] $RecommendedAction
    [long] $Count
    [System.Collections.Generic.List[string]] $Names
    [bool] $MustBeNamed
}

class DMUpgradePlan {
    [string] $Digest
    [string] $DecisionsDigest
    [string] $DataDigest
    [System.Collections.Generic.List[string]] $Features
    [string] $Topology
    [string] $SourceInstallation
    [string] $SourceVersion
    [string] $TargetIdentity
    [string] $ToolVersion
    [System.Collections.Generic.Dictionary[string, long]] $Counts
    [System.Collections.Generic.List[DMUpgradePlanItem]] $Items
    [System.Collections.Generic.List[DMUpgradeDecision]] $Decisions
    [System.Collections.Generic.List[DMUpgradeNotice]] $Notices
    # The document itself, canonical; passed on as it is. The lists above are views on it.
    hidden [string] $Text
    hidden [System.Collections.Generic.List[DMUpgradeGroupResult]] $Groups
}

class DMUpgradePlanDifference {
    [string] $Part
    [string] $Difference
    [string] $Subject
    [string] $Saved
    [string] $Now
}

class DMUpgradeItemResult {
    [int] $RunId
    [string] $Feature
    [string] $Module
    [string] $Kind
    [string] $Key
    [string] $Name
    [Nullable[int]] $Store
    [string] $Status
    [long] $Count
    [string] $Message
    [string] $ErrorId
    [string] $RecommendedAction
}

class DMUpgradeGroupResult {
    [Nullable[int]] $RunId
    [string] $Identity
    [string] $Name
    [string] $ObjectGuid
    [string] $DistinguishedName
    [Nullable[int]] $IdentityStoreId
    [Nullable[int]] $GroupType
    [string] $Status
    [long] $HistoryEvents
    [string] $Message
    [string] $ErrorId
    [string] $RecommendedAction
}

class DMUpgradeFeatureStatus {
    [string] $Feature
    [string] $Status
    [long] $Done
    [long] $Present
    [long] $Conflicts
    [long] $Failed
    [long] $Skipped
}

class DMUpgradeRun {
    [int] $RunId
    [string] $Status
    [string] $Stage
    [System.Collections.Generic.List[DMUpgradeFeatureStatus]] $Features
    [string] $PlanDigest
    [string] $Topology
    [string] $SourceInstallation
    [string] $TargetIdentity
    [DateTimeOffset] $Started
    [Nullable[DateTimeOffset]] $Ended
    [string] $User
    [string] $Host
    [int] $ProcessId
    [string] $EngineVersion
    [long] $Done
    [long] $Total
    [long] $Conflicts
    [long] $Failed
    [long] $Grown
    [System.Collections.Generic.List[string]] $AcceptedLosses
    [string] $Message
    [string] $RecommendedAction
    [string] $LogPath
}

class DMUpgradeLogEntry {
    [long] $Sequence
    [DateTimeOffset] $Time
    [string] $Level
    [string] $Area
    [Nullable[int]] $RunId
    [string] $Message
    [string] $ErrorId
}

class DMUpgradeSample {
    [string] $Path
    [string] $Profile
    [string] $Size
    [string] $Version
    [string] $Topology
    [int] $Stores
    [long] $Groups
    [long] $HistoryEvents
    [double] $Seconds
}

$script:ModuleBase = $PSScriptRoot
$script:JsonOptions = $null

# What this runspace talks to. Background runs and the loaded Python belong to the whole process: see Get-SharedState.
$script:Session = @{
    Engine      = $null      # a started transport (hashtable made by Start-Engine)
    Connection  = $null      # the DMUpgradeConnection handed out by Connect-DMUpgrade
    Open        = $null      # the request it was opened with: a background run opens a connection of its own
    Secrets     = @{}        # answers given as SecureString, by decision id, for that same purpose
    Completions = @{}        # what the completers heard last
    Plan        = $null      # the plan seen last, for the same
}

# Looked up before ours is defined. No module is loaded for the question.
$PSModuleAutoLoadingPreference = 'None'
$foreign = $ExecutionContext.InvokeCommand.GetCommand('Upgrade-Group', 'Alias, Function, Cmdlet')

foreach ($folder in 'Private', 'Public') {
    foreach ($file in [System.IO.Directory]::GetFiles([System.IO.Path]::Combine($PSScriptRoot, $folder), '*.ps1')) {
        . $file
    }
}

$ExecutionContext.SessionState.Module.OnRemove = {
    Close-Session
    Reset-NameOwner
}

if ($null -ne $foreign -and $foreign.Source -ne 'DMUpgrade') {
    # An alias outranks a cmdlet: ours would take the vendor's place unasked.
    Export-ModuleMember -Function '*-DMUpgrade*'
    Send-Warning "Upgrade-Group already stands for a command of '$($foreign.Source)' here. It keeps the name; ours is Update-DMUpgradeGroup."
}
