using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>A document that is no feed, or one that must not be read.</summary>
internal sealed class MalformedFeedException(Wording reason, Exception? inner = null) : SourceFailedException(reason, inner);
