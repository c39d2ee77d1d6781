
namespace Nanobot.Services.Gateway.Routing;

/// <summary>One public path and the module that serves it.</summary>
/// <param name="Pattern">Route pattern.</param>
/// <param name="DocumentPath">The path as an OpenAPI document writes it.</param>
/// <param name="Module">The module's resource name.</param>
/// <param name="Methods">The methods of its operations.</param>
internal sealed record ModuleRoute(string Pattern, string DocumentPath, string Module, IReadOnlyList<string> Methods)
{
    /// <summary>Whether the path of an OpenAPI document, such as <c>/users/{user_id}</c>, is reached by this route.</summary>
    public bool Covers(string path) => path.Equals(DocumentPath, StringComparison.OrdinalIgnoreCase);
}
