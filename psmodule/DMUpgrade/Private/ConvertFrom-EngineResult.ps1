function ConvertFrom-EngineResult {
    # A result of the engine as an object of our class. System.Text.Json fills it in one call: a script loop over its
    # members would take twenty times as long.
    param(
        [Parameter(Mandatory)] [System.Text.Json.JsonElement] $Element,
        [Parameter(Mandatory)] [string] $Type,
        [switch] $Rows
    )

    if ($null -eq $script:JsonOptions) {
        # Kept: System.Text.Json learns each class once per options object.
        $script:JsonOptions = [System.Text.Json.JsonSerializerOptions]::new([System.Text.Json.JsonSerializerDefaults]::Web)
    }
    $class = "DMUpgrade$Type" -as [type]
    if ($Rows) {
        $class = [System.Collections.Generic.List`1].MakeGenericType($class)
    }
    [System.Text.Json.JsonSerializer]::Deserialize($Element, $class, $script:JsonOptions)
}
