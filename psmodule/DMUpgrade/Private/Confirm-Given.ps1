function Confirm-Given {
    # Of parameters that mean everything when they are left out: given and empty, as a variable that was never filled is, they are refused.
    param([System.Collections.IDictionary] $Bound, [string[]] $Name)

    foreach ($one in $Name) {
        if ($Bound.ContainsKey($one) -and ($null -eq $Bound[$one] -or ($Bound[$one] -is [System.Collections.ICollection] -and $Bound[$one].Count -eq 0))) {
            throw New-EngineError -Id 'DMUpgrade.Request.EmptyList' -Category InvalidArgument -Target $one `
                -Message "-$one was given, and there is nothing in it. That is not taken for everything." `
                -RecommendedAction "See why it is empty, a variable that was not filled for instance; or leave -$one out."
        }
    }
}
