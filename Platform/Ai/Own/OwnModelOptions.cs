namespace Nanobot.Platform.Ai.Own;

/// <summary>Options of models that tenants and users have brought, section <c>Ai:Own</c>.</summary>
public sealed class OwnModelOptions
{
    /// <summary>Whether servers may be asked over http, where anybody on the way reads their keys: for development and tests. Default false.</summary>
    public bool AllowHttp { get; set; }
}
