namespace Nanobot.Platform.Messaging.Working;

/// <summary>How a <see cref="QueueWorker{TWork}"/> works.</summary>
/// <param name="Name">What it works on, as the log says it: "runs".</param>
/// <param name="Parallelism">How many it works on at a time; 0: this process works on none.</param>
/// <param name="Poll">How often it looks where nothing wakes it.</param>
/// <param name="MostOfTenant">Of these those of one tenant.</param>
public readonly record struct WorkerSettings(string Name, int Parallelism, TimeSpan Poll, int MostOfTenant = int.MaxValue);
