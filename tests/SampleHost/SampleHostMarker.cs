namespace Nanobot.SampleHost;

/// <summary>Names this assembly to tests.</summary>
public static class SampleHostMarker;
