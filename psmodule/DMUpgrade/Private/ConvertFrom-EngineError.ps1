function ConvertFrom-EngineError {
    # The engine's error object (docs/protocol.md, "Errors") as an ErrorRecord.
    param([Parameter(Mandatory)] [System.Text.Json.JsonElement] $Element)

    $data = $Element
    $inner = [System.Text.Json.JsonElement]::new()
    if ($Element.TryGetProperty('data', [ref] $inner) -and $inner.ValueKind -eq 'Object') {
        $data = $inner
    }
    $id = Get-JsonText $data 'id'
    if (-not $id) {
        # A request that the engine does not know: the module and the engine do not fit each other.
        return New-EngineError -Id 'DMUpgrade.Engine.Protocol' -Category 'ProtocolError' -Message (Get-JsonText $Element 'message') `
            -RecommendedAction 'Start a new shell so that module and engine are of the same version.'
    }
    $details = @()
    $list = [System.Text.Json.JsonElement]::new()
    if ($data.TryGetProperty('details', [ref] $list) -and $list.ValueKind -eq 'Array') {
        $details = @(foreach ($line in $list.EnumerateArray()) { $line.GetString() })
    }
    $record = @{
        Id                = $id
        Message           = Get-JsonText $data 'message'
        Category          = Get-JsonText $data 'category'
        RecommendedAction = Get-JsonText $data 'recommendedAction'
        Target            = Get-JsonText $data 'target'
        Details           = $details
    }
    New-EngineError @record
}
