function Invoke-Engine {
    # One request, one answer (docs/protocol.md). Gives the result's JSON; an error of the engine is thrown as ErrorRecord.
    param(
        [Parameter(Mandatory)] [hashtable] $Engine,
        [Parameter(Mandatory)] [string] $Method,
        [System.Collections.IDictionary] $Params = @{},
        [System.Collections.IDictionary] $Secrets = @{}
    )

    $Engine.LastId++
    $id = $Engine.LastId
    $text = ConvertTo-JsonText ([ordered]@{ jsonrpc = '2.0'; id = $id; method = $Method; params = $Params; secrets = $Secrets })
    $answer = if ($Engine.Transport -eq 'Process') {
        Send-ProcessRequest $Engine $text $id
    }
    else {
        Send-InProcessRequest $Engine $text
    }
    $part = [System.Text.Json.JsonElement]::new()
    if ($answer.TryGetProperty('error', [ref] $part)) {
        throw ConvertFrom-EngineError $part
    }
    $answer.GetProperty('result')
}
