namespace Nanobot.Platform.Ai;

/// <summary>Options of one further model, section <c>Ai:Models:N</c>.</summary>
public sealed class FurtherModelOptions
{
    /// <summary>Name of the model as its server knows it; each name once, <see cref="ModelOptions.Model"/> included. No default.</summary>
    public string? Model { get; set; }

    /// <summary>Base URL of its server. Default that of <see cref="ModelOptions.Endpoint"/>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Its server's key. Default <see cref="ModelOptions.ApiKey"/> where the endpoint is the default too, else none: a key goes to the server that it is for.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Whether it answers where those before it do not. Default true.</summary>
    public bool IsFallback { get; set; } = true;

    /// <summary>Whether it takes images. Default false.</summary>
    public bool TakesImages { get; set; }
}
