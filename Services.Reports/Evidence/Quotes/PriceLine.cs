namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>A row of a price file, cut into fields.</summary>
/// <param name="Number">The line that it ends in; of JSON the row's number; from 1 on.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Raw">As it stands there.</param>
/// <param name="Pointer">Of JSON, where it stands (RFC 6901).</param>
internal readonly record struct PriceLine(int Number, string[] Fields, string Raw, string? Pointer = null);
