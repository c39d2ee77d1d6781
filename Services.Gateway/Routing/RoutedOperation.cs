using System.Collections.Frozen;
using Nanobot.Contracts.Operations;
using Yarp.ReverseProxy.Model;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>Which operation a routed request asks for, whether it is served here or forwarded.</summary>
internal static class RoutedOperation
{
    private const string None = "none";

    private static readonly FrozenDictionary<(string Path, string Verb), Operation> Forwarded = Operations.All
        .Where(static operation => operation.IsPublic && operation.Module != Operations.Gateway.Module)
        .ToFrozenDictionary(static operation => (operation.Path, operation.Verb));

    /// <summary>The operation; null where the route is none's.</summary>
    public static Operation? Of(HttpContext http) => http.GetEndpoint()?.Metadata switch
    {
        null => null,
        var metadata when metadata.GetMetadata<Operation>() is { } own => own,
        var metadata when metadata.GetMetadata<RouteModel>() is { } route =>
            Forwarded.GetValueOrDefault((route.Config.RouteId, HttpMethods.IsHead(http.Request.Method) ? HttpMethods.Get : http.Request.Method)),
        _ => null,
    };

    /// <summary>The operation's name.</summary>
    public static string NameOf(HttpContext http) => Of(http)?.Name ?? None;
}
