namespace Nanobot.Contracts.Reports;

/// <summary>What the days before say of a price, in terms of the last day's shares; null where there are not days enough that can be compared.</summary>
/// <param name="Average5">The mean of the last five closes.</param>
/// <param name="Average20">Of the last 20.</param>
/// <param name="Average50">Of the last 50.</param>
/// <param name="Average200">Of the last 200.</param>
/// <param name="YearLow">The lowest price of the year up to the last day.</param>
/// <param name="YearHigh">The highest likewise.</param>
/// <param name="AverageVolume">The mean of the volumes of the last 20 days.</param>
/// <param name="Volatility">The sample standard deviation of the last 20 logarithmic returns of closes, times the root of 252, in percent, to two places.</param>
public sealed record EvidenceStatistics(
    decimal? Average5, decimal? Average20, decimal? Average50, decimal? Average200, decimal? YearLow, decimal? YearHigh, long? AverageVolume, decimal? Volatility);
