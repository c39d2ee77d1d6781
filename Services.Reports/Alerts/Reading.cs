namespace Nanobot.Services.Reports.Alerts;

/// <summary>What the last trading day of a symbol says, for rules.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Day">The day.</param>
/// <param name="Price">Its close, or the price so far.</param>
/// <param name="Percent">How far that is from the close before, to two places; null where there is none, or it says nothing.</param>
/// <param name="Volume">How many were traded; null where the source does not say.</param>
/// <param name="UsualVolume">The mean of the volumes of up to 20 days before; null where there are fewer than five, or one does not say.</param>
internal sealed record Reading(string Symbol, DateOnly Day, decimal Price, decimal? Percent, long? Volume, decimal? UsualVolume);
