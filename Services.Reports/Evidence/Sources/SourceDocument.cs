namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>What a source answered, its compression taken off.</summary>
/// <param name="Bytes">The document.</param>
/// <param name="Address">Where it was fetched, which its relative links start from.</param>
/// <param name="Charset">The <c>charset</c> of its <c>Content-Type</c>, or null.</param>
/// <param name="IsCutOff">Whether it ended before it was whole.</param>
internal sealed record SourceDocument(byte[] Bytes, Uri Address, string? Charset = null, bool IsCutOff = false);
