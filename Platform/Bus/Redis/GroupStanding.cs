namespace Nanobot.Platform.Bus.Redis;

/// <summary>How far a consumer group is in a stream.</summary>
/// <param name="Group">Its name.</param>
/// <param name="Needs">The first entry that it may still need: it has read and acknowledged all before it.</param>
/// <param name="Unacknowledged">Entries that it has not acknowledged, read or not; null where Redis cannot count them.</param>
internal sealed record GroupStanding(string Group, StreamId Needs, long? Unacknowledged);
