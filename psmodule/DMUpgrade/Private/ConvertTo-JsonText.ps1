function ConvertTo-JsonText {
    # One line of JSON. Texts may hold whole plans, so only what JSON demands is escaped.
    param([Parameter(Mandatory)] [System.Collections.IDictionary] $Value)

    $options = [System.Text.Json.JsonWriterOptions]::new()
    $options.Encoder = [System.Text.Encodings.Web.JavaScriptEncoder]::UnsafeRelaxedJsonEscaping
    $stream = [System.IO.MemoryStream]::new()
    $writer = [System.Text.Json.Utf8JsonWriter]::new($stream, $options)
    Write-JsonValue $writer $Value
    $writer.Flush()
    [System.Text.Encoding]::UTF8.GetString($stream.GetBuffer(), 0, $stream.Length)
}
