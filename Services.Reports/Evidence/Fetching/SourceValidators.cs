namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>What tells a version of a document from others (RFC 9110, 8.8), as its server wrote it.</summary>
internal sealed record SourceValidators(string? ETag, string? LastModified)
{
    private const int Longest = 1000;

    public static SourceValidators None { get; } = new(null, null);

    public static SourceValidators Of(HttpResponseMessage response) => new(
        Text(response.Headers.NonValidated.TryGetValues("ETag", out var tag) ? tag.ToString() : null),
        Text(response.Content.Headers.NonValidated.TryGetValues("Last-Modified", out var modified) ? modified.ToString() : null));

    /// <summary>Asks for the document only where it is another by now.</summary>
    public void ApplyTo(HttpRequestMessage request)
    {
        if (ETag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ETag);
        }

        if (LastModified is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", LastModified);
        }
    }

    private static string? Text(string? value) => value is { Length: > 0 and <= Longest } && !value.Contains('\0', StringComparison.Ordinal) ? value : null;
}
