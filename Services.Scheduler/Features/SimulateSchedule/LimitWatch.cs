using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Services.Scheduler.Forecasts;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Features.SimulateSchedule;

/// <summary>Adds up what runs, told in the order of time, draw of one limit, and notes where it is not enough.</summary>
/// <param name="limit">The limit: of a day, or of each run.</param>
/// <param name="zoneName">Whose days count.</param>
internal sealed class LimitWatch(BudgetLimit limit, string zoneName)
{
    private readonly QuotaType _quota = (limit.Owner, limit.Unit) switch
    {
        (BudgetOwner.Run, BudgetUnit.Tokens) => QuotaType.TokensPerRun,
        (BudgetOwner.Run, _) => QuotaType.MoneyPerRun,
        (_, BudgetUnit.Tokens) => QuotaType.TokensPerDay,
        _ => QuotaType.MoneyPerDay,
    };

    private CalendarDay _day;
    private decimal _drawn;
    private bool _isOver;
    private (DateTimeOffset Start, decimal Drawn)? _told;
    private DateTimeOffset? _firstExceededAt;
    private int _exceeded;
    private int _unknown;

    private decimal Limit => _quota.Shown(limit.Amount);

    private bool IsOfRun => limit.Owner == BudgetOwner.Run;

    /// <summary>Counts a run.</summary>
    public void Count(DateTimeOffset time, RunForecast forecast)
    {
        if (IsOfRun || time >= _day.End)
        {
            Close();
            _day = IsOfRun ? new CalendarDay(time, time) : CalendarDay.At(time, zoneName);
        }

        if ((limit.Unit == BudgetUnit.Tokens ? forecast.Tokens : forecast.Cost) is not { } amount)
        {
            _unknown++;
            return;
        }

        _drawn += amount;
        if (_drawn > Limit && !_isOver)
        {
            (_isOver, _exceeded) = (true, _exceeded + 1);
            _firstExceededAt ??= time;
        }
    }

    /// <summary>What came of it.</summary>
    /// <param name="isWhole">Whether all runs of the span were counted.</param>
    /// <param name="zone">The zone that times are shown in.</param>
    public SimulatedLimit Answer(bool isWhole, Zone zone)
    {
        Close();
        return new SimulatedLimit(
            _quota.Value, Budget.OwnerName(limit.Owner), Limit,
            _exceeded > 0 ? LimitVerdict.Exceeded : _unknown > 0 || !isWhole ? LimitVerdict.Unknown : LimitVerdict.Within,
            _told?.Drawn ?? 0, IsOfRun || _told is not { } told ? null : zone.Show(told.Start), _exceeded, _firstExceededAt is { } first ? zone.Show(first) : null, _unknown);
    }

    // Told is the first period that is over, before there is one the fullest; of runs the dearest.
    private void Close()
    {
        if (_day != default && (_told is not { } told || (_drawn > told.Drawn && (IsOfRun || _exceeded == 0)) || (_isOver && _exceeded == 1)))
        {
            _told = (_day.Start, _drawn);
        }

        (_drawn, _isOver) = (0, false);
    }
}
