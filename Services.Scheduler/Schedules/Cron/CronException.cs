namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>A cron expression that is not accepted; the message names the field and is fit for the user.</summary>
internal sealed class CronException(string message) : Exception(message);
