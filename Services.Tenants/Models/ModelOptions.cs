namespace Nanobot.Services.Tenants.Models;

/// <summary>Which models may be brought, section <c>Models</c>.</summary>
public sealed class ModelOptions
{
    /// <summary>Whether servers may be asked over http, where anybody on the way reads their keys: for development and tests. Modules that ask them have <c>Ai:Own:AllowHttp</c>. Default false.</summary>
    public bool AllowHttp { get; set; }
}
