<?xml version="1.0" encoding="UTF-8"?>
<!--
  Een exportsjabloon in XSLT: het maakt van de gegevens van een verzonnen pakket een levering. De elementen en de vaste
  waarden die het schrijft, worden gecontroleerd; wat uit de gegevens komt, niet.
-->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:srg="urn:srg-xml:reconstructie:2023-1">
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:template match="/export">
    <srg:SrgLevering>
      <srg:Leveringgegevens>
        <srg:Berichtgevercode><xsl:value-of select="@gemeente"/></srg:Berichtgevercode>
        <srg:Verslagmaand><xsl:value-of select="concat(@jaar, '-', @maand)"/></srg:Verslagmaand>
        <srg:SoortLevering>
          <xsl:choose>
            <xsl:when test="@herlevering = 'ja'">2</xsl:when>
            <xsl:otherwise>1</xsl:otherwise>
          </xsl:choose>
        </srg:SoortLevering>
        <srg:Aanmaakdatum><xsl:value-of select="@aangemaakt"/></srg:Aanmaakdatum>
        <srg:Softwarepakket>Voorbeeldpakket Participatie 4.2</srg:Softwarepakket>
      </srg:Leveringgegevens>
      <srg:Voorzieningen>
        <xsl:apply-templates select="voorziening[@telt-mee = 'ja']"/>
      </srg:Voorzieningen>
    </srg:SrgLevering>
  </xsl:template>

  <xsl:template match="voorziening">
    <srg:Voorziening>
      <xsl:apply-templates select="../persoon[@id = current()/@persoon]"/>
      <srg:Voorzieningnummer><xsl:value-of select="@nummer"/></srg:Voorzieningnummer>
      <srg:TypeVoorziening>
        <xsl:choose>
          <xsl:when test="@soort = 'lks'">10</xsl:when>
          <xsl:when test="@soort = 'forfaitair'">11</xsl:when>
          <xsl:when test="@soort = 'jobcoach'">30</xsl:when>
          <xsl:otherwise><xsl:value-of select="@code"/></xsl:otherwise>
        </xsl:choose>
      </srg:TypeVoorziening>
      <srg:Startdatum><xsl:value-of select="start"/></srg:Startdatum>
      <xsl:if test="einde">
        <srg:Einddatum><xsl:value-of select="einde"/></srg:Einddatum>
      </xsl:if>
      <xsl:if test="@soort = 'lks'">
        <srg:Loonkostensubsidie>
          <srg:Loonwaarde><xsl:value-of select="loonwaarde"/></srg:Loonwaarde>
          <srg:DatumLoonwaardebepaling><xsl:value-of select="bepaald"/></srg:DatumLoonwaardebepaling>
          <srg:UrenPerWeek><xsl:value-of select="uren"/></srg:UrenPerWeek>
        </srg:Loonkostensubsidie>
      </xsl:if>
    </srg:Voorziening>
  </xsl:template>

  <xsl:template match="persoon">
    <srg:Persoon>
      <srg:Burgerservicenummer><xsl:value-of select="bsn"/></srg:Burgerservicenummer>
      <srg:Geboortedatum><xsl:value-of select="geboren"/></srg:Geboortedatum>
      <srg:Geslacht>
        <xsl:choose>
          <xsl:when test="geslacht = 'M'">1</xsl:when>
          <xsl:when test="geslacht = 'V'">2</xsl:when>
          <xsl:otherwise>9</xsl:otherwise>
        </xsl:choose>
      </srg:Geslacht>
      <srg:Arbeidsvermogen><xsl:value-of select="arbeidsvermogen"/></srg:Arbeidsvermogen>
    </srg:Persoon>
  </xsl:template>
</xsl:stylesheet>
