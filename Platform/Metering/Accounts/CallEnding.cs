namespace Nanobot.Platform.Metering.Accounts;

/// <summary>How a call ended.</summary>
/// <param name="State">The state of its row from then on.</param>
/// <param name="Cost">What it came to.</param>
/// <param name="IsMade">Whether the model may have been asked; false where its row could not be written ahead of that.</param>
internal sealed record CallEnding(string State, CallCost Cost, bool IsMade = true)
{
    /// <summary>Of a call that was not made.</summary>
    public static CallEnding NotMade(string model) => new(CallState.Failed, new CallCost(model, 0, 0, 0, 0, 0, false, null, 0), IsMade: false);
}
