using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>What a source answered.</summary>
/// <param name="Document">The document; null where it is the one that is known (304).</param>
/// <param name="Validators">What tells this version from others.</param>
/// <param name="Terms">How it may be kept.</param>
internal sealed record SourceAnswer(SourceDocument? Document, SourceValidators Validators, CacheTerms Terms);
