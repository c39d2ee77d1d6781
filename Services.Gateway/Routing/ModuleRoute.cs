namespace Nanobot.Services.Gateway.Routing;

/// <summary>One public path and the module that serves it.</summary>
/// <param name="Pattern">Route pattern; a trailing <c>{**rest}</c> takes the bare prefix too.</param>
/// <param name="Module">The module's resource name.</param>
internal sealed record ModuleRoute(string Pattern, string Module)
{
    private const string Rest = "/{**rest}";

    /// <summary>Whether the path of an OpenAPI document, such as <c>/users/{user_id}</c>, is reached by this route.</summary>
    public bool Covers(string path)
    {
        if (!Pattern.EndsWith(Rest, StringComparison.Ordinal))
        {
            return path.Equals(Pattern, StringComparison.OrdinalIgnoreCase);
        }

        var prefix = Pattern[..^Rest.Length];
        return path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && (path.Length == prefix.Length || path[prefix.Length] == '/');
    }
}
