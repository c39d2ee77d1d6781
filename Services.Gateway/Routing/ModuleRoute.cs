using Yarp.ReverseProxy.Configuration;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>One public path and the module that serves it.</summary>
/// <param name="Pattern">Route pattern.</param>
/// <param name="DocumentPath">The path as an OpenAPI document writes it.</param>
/// <param name="Module">The module's resource name.</param>
/// <param name="Methods">The methods of its operations.</param>
/// <param name="HasModel">Whether one of them asks the language model while the caller waits.</param>
/// <param name="LargestBody">Most octets of a request's body.</param>
/// <param name="IsLink">Whether it is followed without a credential.</param>
internal sealed record ModuleRoute(string Pattern, string DocumentPath, string Module, IReadOnlyList<string> Methods, bool HasModel, long LargestBody, bool IsLink)
{
    private const string Model = "model";

    /// <summary>What YARP keeps of it beside the path; null for nothing.</summary>
    public IReadOnlyDictionary<string, string>? Metadata => HasModel ? new Dictionary<string, string>(StringComparer.Ordinal) { [Model] = "" } : null;

    /// <summary>Whether a request by that route may ask the language model.</summary>
    public static bool AsksModel(RouteConfig route) => route.Metadata?.ContainsKey(Model) is true;

    /// <summary>Whether the path of an OpenAPI document, such as <c>/users/{user_id}</c>, is reached by this route.</summary>
    public bool Covers(string path) => path.Equals(DocumentPath, StringComparison.OrdinalIgnoreCase);
}
