function Get-ContainerScope {
    # Containers and scopes belong together by position, as in the vendor's cmdlets. 2, the whole subtree, is the default.
    param([System.Collections.Generic.List[string]] $Container, [System.Collections.Generic.List[int]] $Scope)

    $containers = if ($null -ne $Container) { $Container.Count } else { 0 }
    $scopes = if ($null -ne $Scope) { $Scope.Count } else { 0 }
    if ($scopes -gt $containers) {
        throw New-EngineError -Id 'DMUpgrade.Group.ScopeCount' -Category InvalidArgument -Target ([string]::Join(', ', $Scope)) `
            -Message "SearchContainerScopeList has $scopes entries, SearchContainer has $containers." `
            -RecommendedAction 'Give one scope a container, in the same order. A container without one is searched with everything below it (2).'
    }
    for ($i = 0; $i -lt $containers; $i++) {
        @{ container = $Container[$i]; scope = ($i -lt $scopes ? $Scope[$i] : 2) }
    }
}
