using Nanobot.Platform.Ai.Own;
using Nanobot.Platform.Web.Guarding;

namespace Nanobot.Platform.Models;

/// <summary>Reaches servers of the public network alone, by the guard of all that asks the web.</summary>
internal sealed class OwnConnections(GuardedHandlers handlers) : IOwnConnections
{
    public HttpMessageHandler Handler { get; } = handlers.Create();
}
