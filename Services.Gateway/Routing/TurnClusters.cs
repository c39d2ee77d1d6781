using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http.Negotiation;
using Yarp.ReverseProxy;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>
/// Part of the proxy's pipeline: a turn of the assistant that is answered at its end goes to its module by a cluster that
/// allows it to be silent for so long. One that is answered as it is made is never silent.
/// </summary>
internal sealed class TurnClusters(RequestDelegate next, IProxyStateLookup clusters)
{
    /// <summary>Id of the second cluster of the module that runs turns.</summary>
    public const string Id = "chat.turns";

    /// <summary>The module.</summary>
    public const string Module = Operations.Chat.Module;

    public Task InvokeAsync(HttpContext http)
    {
        if (IsSilentTurn(http) && clusters.TryGetCluster(Id, out var cluster))
        {
            http.ReassignProxyRequest(cluster);
        }

        return next(http);
    }

    // The module tells the two forms of the answer apart by the same rule.
    private static bool IsSilentTurn(HttpContext http) => HttpMethods.IsPost(http.Request.Method)
        && ModuleRoute.AsksModel(http.GetReverseProxyFeature().Route.Config)
        // Of a completion the body says whether it is streamed, which is not read here.
        && (http.Request.Path.Equals(Operations.Chat.CreateCompletion.Path, StringComparison.OrdinalIgnoreCase)
            || AcceptedForm.Choose(http.Request, Operations.Chat.SendMessage.Forms) != MediaTypes.EventStream);
}
