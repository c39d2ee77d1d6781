namespace Nanobot.Platform.Limits.Calls;

/// <summary>Redis does not answer, or not in time, or refuses to write.</summary>
internal sealed class LimitStoreAwayException(Exception? inner = null) : Exception("Redis does not keep count of what is limited at the moment.", inner);
