namespace Nanobot.Platform.Ai.Own;

/// <summary>Connects to servers of models that somebody has brought: to such as may be asked, and to nobody else.</summary>
public interface IOwnConnections
{
    /// <summary>The one way to all of them; it belongs to no tenant, and holds nothing of any.</summary>
    HttpMessageHandler Handler { get; }
}
