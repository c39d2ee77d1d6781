using System.Security.Cryptography;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>What is known of a source.</summary>
/// <param name="Document">What it said last, or null where that is not known.</param>
/// <param name="Validators">What tells that version from others.</param>
/// <param name="FetchedAt">When it said so, or last confirmed that it still does.</param>
/// <param name="FreshUntil">Until when it is not asked again.</param>
/// <param name="StaleUntil">Until when the document may stand in for one that cannot be had.</param>
/// <param name="Failure">Why it could not be read since, or null.</param>
internal sealed record KeptSource(
    SourceDocument? Document, SourceValidators Validators, DateTimeOffset FetchedAt, DateTimeOffset FreshUntil, DateTimeOffset StaleUntil, Wording? Failure)
{
    /// <summary>SHA-256 of the document, or null.</summary>
    public string? Hash { get; init; } = Document is null ? null : HashOf(Document.Bytes);

    public static string HashOf(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));
}
