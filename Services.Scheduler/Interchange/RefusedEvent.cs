namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>An event that cannot be a job.</summary>
/// <param name="Uid">By which the calendar knows it.</param>
/// <param name="Summary">What it is called.</param>
/// <param name="Reasons">Why, each with the member that it is about.</param>
internal sealed record RefusedEvent(string Uid, string? Summary, IReadOnlyList<string> Reasons);
