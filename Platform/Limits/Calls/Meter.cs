namespace Nanobot.Platform.Limits.Calls;

/// <summary>Everything that one owner's calls are limited by.</summary>
public sealed class Meter
{
    internal Meter(string scope, LeaseSettings settings)
    {
        Minute = new LeasedCalls(settings) { Scope = scope };
        Day = new LeasedDay(settings) { Scope = scope };
        Slots = new LeasedSlots(settings) { Scope = scope };
        All = [Minute, Day, Slots];
    }

    /// <summary>Whether it stands among the <see cref="Meters"/> no longer; it still works, and another one is better.</summary>
    public bool IsForgotten { get; internal set; }

    internal LeasedCalls Minute { get; }

    internal LeasedDay Day { get; }

    internal LeasedSlots Slots { get; }

    internal IReadOnlyList<LeasedAmount> All { get; }

    internal bool IsEmpty => All.All(static amount => amount.IsEmpty);

    /// <summary>Takes one call of the minute.</summary>
    public ValueTask<Taken> TakeOfMinuteAsync(Allowed allowed, CancellationToken cancellationToken) => Minute.TakeAsync(allowed, cancellationToken);

    /// <summary>Takes one call of the day.</summary>
    public ValueTask<Taken> TakeOfDayAsync(Allowed allowed, CancellationToken cancellationToken) => Day.TakeAsync(allowed, cancellationToken);

    /// <summary>Takes a slot, until <see cref="FreeSlot"/>.</summary>
    public ValueTask<Taken> TakeSlotAsync(Allowed allowed, CancellationToken cancellationToken) => Slots.TakeAsync(allowed, cancellationToken);

    /// <summary>How much of the minute is left.</summary>
    public Task<Taken> LookAtMinuteAsync(Allowed allowed, CancellationToken cancellationToken) => Minute.LookAsync(allowed, cancellationToken);

    /// <summary>How much of the day is left.</summary>
    public Task<Taken> LookAtDayAsync(Allowed allowed, CancellationToken cancellationToken) => Day.LookAsync(allowed, cancellationToken);

    /// <summary>How many slots are free.</summary>
    public Task<Taken> LookAtSlotsAsync(Allowed allowed, CancellationToken cancellationToken) => Slots.LookAsync(allowed, cancellationToken);

    /// <summary>Frees a slot.</summary>
    public void FreeSlot() => Slots.PutBack();

    /// <summary>Puts back a call of the minute that did not come about.</summary>
    public void PutBackOfMinute() => Minute.PutBack();

    /// <summary>Puts back a call of the day that did not come about.</summary>
    public void PutBackOfDay() => Day.PutBack();
}
