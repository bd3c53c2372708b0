function Get-SharedState {
    # One table for the whole process: it outlives Remove-Module and is seen by every runspace.
    # Python can be loaded only once, and a background run must not end because the module was imported anew.
    $domain = [AppDomain]::CurrentDomain
    [System.Threading.Monitor]::Enter($domain)
    try {
        $state = $domain.GetData('DMUpgrade')
        if ($null -eq $state) {
            $state = [hashtable]::Synchronized(@{
                PythonPrefix = $null
                Found        = [hashtable]::Synchronized(@{})    # probed interpreters, by path
                Background   = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
            })
            $domain.SetData('DMUpgrade', $state)
        }
        $state
    }
    finally {
        [System.Threading.Monitor]::Exit($domain)
    }
}
