namespace Nanobot.Services.Reports.Making;

/// <summary>The report belongs to another worker by now, or has come to its end: nothing of this attempt counts.</summary>
internal sealed class LeaseLostException() : Exception("the lease is lost");
