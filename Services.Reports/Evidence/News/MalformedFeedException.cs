namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>A feed that is neither RSS 2.0 nor Atom, or not well formed; the message says what is wrong.</summary>
internal sealed class MalformedFeedException(string reason, Exception? inner = null) : Exception(reason, inner);
