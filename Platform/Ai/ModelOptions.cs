namespace Nanobot.Platform.Ai;

/// <summary>
/// Options of the language model, section <c>Ai</c>. With none of <see cref="Endpoint"/>, <see cref="ApiKey"/> and
/// <see cref="Model"/> the built-in offline model answers; with all three, the OpenAI-compatible server they name.
/// </summary>
public sealed class ModelOptions
{
    /// <summary>Base URL of an OpenAI-compatible server, for example <c>https://api.openai.com/v1</c>. No default.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The server's key; any text for a server that asks for none. No default.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Name of the model as the server knows it. No default.</summary>
    public string? Model { get; set; }

    /// <summary>Whether the model takes images. Default false.</summary>
    public bool TakesImages { get; set; }

    /// <summary>Further models, in the order in which they stand in for the first where it gives no answer. Default none.</summary>
    public IList<FurtherModelOptions> Models { get; } = [];

    /// <summary>Deadline of one model call with all its retries, a stream included. Default 2 minutes; 1 second to 10 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Further attempts after a failure that may pass (408, 429, 5xx, no connection). Default 2; 0 to 5.</summary>
    public int MaximumRetries { get; set; } = 2;

    /// <summary>First wait before a retry; doubled each time, with jitter. Default 500 ms; 1 ms to 10 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether the offline model is to answer.</summary>
    internal bool IsOffline => string.IsNullOrWhiteSpace(Endpoint);

    /// <summary>The options of a further model as if it were the only one.</summary>
    internal ModelOptions Of(FurtherModelOptions further) => new()
    {
        Model = further.Model,
        Endpoint = string.IsNullOrWhiteSpace(further.Endpoint) ? Endpoint : further.Endpoint,
        ApiKey = string.IsNullOrWhiteSpace(further.ApiKey) ? ApiKey : further.ApiKey,
        Timeout = Timeout,
        MaximumRetries = MaximumRetries,
        RetryDelay = RetryDelay,
    };
}
